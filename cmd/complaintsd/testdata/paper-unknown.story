# A letter came by the scanner, and nobody knows where its writer lives. Nothing is lost: the registrar is asked for the
# address, and a name that cannot be printed is told so that somebody can type the letter out.
no digests
on 2026-11-05 11:00
kwaliteit writes: [nieuw] Brief zonder afzender
  naam: محمد
  Een vader schrijft dat hij zijn dochter te laat kreeg.
expect transcript to kwaliteit
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Morel] [toewijzen bakker]
expect transcript to kwaliteit
expect new-case to bakker
expect new-case to regio
expect assigned to bakker
expect letter-failed to kwaliteit
  Er is geen pdf van deze brief. Deze tekens staan niet in het lettertype
  Typ de brief hieronder over
  Er is ook geen postadres bekend
  Anton Bakker
  no file

# His name in Latin letters and his address come by telephone: the letter that waits is made anew, and can be printed.
kwaliteit answers letter-failed: [melder]
  naam: Mohammed Haddad
  adres: Kerkstraat 3, 5701 AA Voorbeeldstad
expect transcript to kwaliteit
expect letter-failed to kwaliteit
  De brief zit als pdf bij deze mail
  Beste Mohammed Haddad
  without Er is ook geen postadres bekend
  file brief-KLP-2026-0001-9.pdf
kwaliteit answers letter-failed: [verstuurd]
expect transcript to kwaliteit
case KLP-2026-0001 is confirmed kept confirm 2026-11-05
bakker answers assigned: [bericht]
  Ik heb met het team gesproken en bel u morgen.
expect transcript to bakker
  op papier
expect letter-failed to kwaliteit
  De brief zit als pdf bij deze mail
  without Er is ook geen postadres bekend
  file brief-KLP-2026-0001-13.pdf
kwaliteit answers letter-failed: [verstuurd]
expect transcript to kwaliteit
