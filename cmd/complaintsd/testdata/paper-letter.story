# A grandfather writes a letter on paper. Nobody mails him: the department opens the case, posts the letters and
# says so. Only then a clock is kept.
no digests
on 2026-11-05 11:00
kwaliteit writes: [nieuw] Brief van een opa
  naam: K. Vermeer
  adres: Kerkstraat 3, 5701 AA Voorbeeldstad
  telefoon: 0492-555010
  Meneer schrijft dat zijn kleinzoon vaak te laat buiten komt.
expect transcript to kwaliteit
  Nieuwe zaak KLP-2026-0001
expect new-case to kwaliteit
  Er is geen mailadres van de ouder bekend
  te laat buiten komt
# The letter lay on a desk for three days; the clocks start on the day on which it came.
kwaliteit answers new-case: [ontvangen 2026-11-02] [locatie Morel] [toewijzen bakker]
expect transcript to kwaliteit
  Ontvangen op maandag 2 november 2026
  op papier
expect new-case to bakker
expect new-case to regio
expect assigned to bakker
  K. Vermeer
  te laat buiten komt
expect letter-failed to kwaliteit
  Stuur deze brief per post
  De brief zit als pdf bij deze mail
  Beste K. Vermeer
  Kerkstraat 3
  file brief-KLP-2026-0001-6.pdf
case KLP-2026-0001 is assigned open confirm due confirm 2026-11-09 due propose 2026-11-23 due statutory 2026-12-14

# The letter still lies there on the last working day but one.
on 2026-11-06 08:01
expect reminder to kwaliteit
  Doe hem op de post
on 2026-11-06 16:00
kwaliteit answers letter-failed: [verstuurd]
expect transcript to kwaliteit
  Op de post gedaan op vrijdag 6 november 2026: bevestiging met de naam van de behandelaar.
case KLP-2026-0001 is confirmed kept confirm 2026-11-06

on 2026-11-16 08:01
expect reminder to bakker
bakker answers reminder: [voorstel]
  Wij brengen uw kleinzoon voortaan om vijf voor zes naar de deur.
expect transcript to bakker
  op papier
expect letter-failed to kwaliteit
  om vijf voor zes naar de deur
  [verstuurd 2026-11-16]
  file brief-KLP-2026-0001-22.pdf
# While it is not said to be posted, the clock is not kept.
case KLP-2026-0001 is confirmed open propose
# Nor by a day on which it was not written yet, or which is still to come.
kwaliteit answers letter-failed: [verstuurd 2026-11-13]
expect refused to kwaliteit
  Kies vandaag, of een dag sinds de brief klaar is.
kwaliteit answers letter-failed: [verstuurd 2026-11-17]
expect refused to kwaliteit
case KLP-2026-0001 is confirmed open propose
kwaliteit answers letter-failed: [verstuurd 2026-11-16]
expect transcript to kwaliteit
case KLP-2026-0001 is proposed kept propose 2026-11-16

# Whether he is satisfied is asked by telephone: tapping on a letter does not work.
on 2026-11-19 08:01
expect letter-failed to kwaliteit
  Bel de ouder met twee vragen
  0492-555010
  without Stuur deze brief per post
kwaliteit answers letter-failed: [tevreden ja ja] [oordeel gegrond] [sluiten]
  Wij letten voortaan op de klok. Dank dat u schreef.
expect transcript to kwaliteit
expect letter-failed to kwaliteit
  Stuur deze brief per post
  Wij letten voortaan op de klok.
kwaliteit answers letter-failed: [verstuurd]
expect transcript to kwaliteit
case KLP-2026-0001 is closed kept statutory 2026-11-19
