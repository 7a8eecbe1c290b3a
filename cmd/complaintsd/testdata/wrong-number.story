# Anton wants to take a measure back, and mistypes the number of its line. The answer tells him what he can take back, with
# a link for each mail.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Slapen
  Mijn dochter slaapt elke dag te kort.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Morel] [toewijzen bakker]
expect transcript to kwaliteit
expect new-case to bakker
expect new-case to regio
expect assigned to bakker
on 2026-11-02 10:15
expect confirmation to ouder@post.example
on 2026-11-03 09:00
bakker answers assigned: [maatregel 2026-12-01] [categorie slapen]
  De groep krijgt een tweede slaapkamer.
expect transcript to bakker
on 2026-11-03 10:00
bakker answers assigned: [afspraak 2026-11-20]
  We bellen op vrijdag.
expect transcript to bakker
bakker answers transcript: [ongedaan 99]
expect refused to bakker
  Brief 99 is er in deze zaak niet.
  Wat kun je wel terugnemen?
  - [afspraak], dinsdag 3 november 2026 om 10:00 uur: Neem deze mail terug
  - [maatregel] [categorie], dinsdag 3 november 2026 om 09:00 uur: Neem deze mail terug
  without toewijzen
bakker answers transcript: [ongedaan 70 regel]
expect refused to bakker
  Regel 70 is er in deze zaak niet
kwaliteit answers new-case: [ongedaan 70 regel]
expect refused to kwaliteit
  - [maatregel] [categorie] van Anton Bakker, dinsdag 3 november 2026 om 09:00 uur: Neem deze mail terug
bakker answers refused: [ongedaan 9 regel]
expect transcript to bakker
  Afspraak 1 vervalt.
case KLP-2026-0001 is confirmed measures 1
