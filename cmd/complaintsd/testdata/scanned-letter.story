# A letter lies on the mat and goes through the scanner. Nobody knows yet who wrote it: the case waits.
no digests
on 2026-11-05 11:00
scanner@kluppluz.example writes: Message from KM_C258
  Scan from the office.
expect new-case to kwaliteit
  Dit is een ingescande brief
  Vul in wie hem schreef
  %5Bmelder%5D&body=naam%3A%20%0D%0Aadres%3A%20%0D%0Ae-mail%3A%20%0D%0Atelefoon%3A%20%0D%0Akind%3A%20%0D%0Aontvangen%3A%20%0D%0Alocatie%3A
# The registrar reads it and fills in the lines that the link has opened.
kwaliteit answers new-case: [melder]
  naam: K. Vermeer
  adres: Kerkstraat 3
  5701 AA Voorbeeldstad
  e-mail:
  telefoon: 0492-555010
  kind:
  ontvangen: 2 november
  locatie: Morel
expect transcript to kwaliteit
  De gegevens van de melder zijn aangevuld.
  maandag 2 november 2026
  Morel
expect new-case to bakker
  without Vul in wie de ouder is
expect new-case to regio
case KLP-2026-0001 is new due confirm 2026-11-09
# It came three days ago already.
on 2026-11-05 11:05
expect reminder to kwaliteit
kwaliteit answers new-case: [toewijzen bakker]
expect transcript to kwaliteit
expect assigned to bakker
expect letter-failed to kwaliteit
  Stuur deze brief per post
  Beste K. Vermeer
