# Ten minutes to think again. Noor closes a case, sees that the letter has the wrong words, and stops it.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Luiers
  De luiers zijn steeds op.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Morel] [toewijzen bakker]
expect transcript to kwaliteit
  Houd deze brief tegen
expect new-case to bakker
expect new-case to regio
expect assigned to bakker
on 2026-11-02 10:15
expect confirmation to ouder@post.example
on 2026-11-05 15:00
kwaliteit answers new-case: [tevreden ja ja] [oordeel opgelost] [sluiten]
  Er staat nu elke dag een nieuwe voorraad klaar.
expect transcript to kwaliteit
  donderdag 5 november 2026 om 15:10 uur
  [ongedaan
  Er staat nu elke dag een nieuwe voorraad klaar.
case KLP-2026-0001 is closed open statutory
on 2026-11-05 15:07
kwaliteit answers transcript: [ongedaan]
expect transcript to kwaliteit
  Deze brief gaat niet weg: sluitingsbrief.
  De zaak is weer open.
  Dit blijft staan, want dat deed een ander woord van die mail:
  Oordeel: opgelost.
case KLP-2026-0001 is confirmed handler bakker open statutory
# The parent never hears of it.
on 2026-11-06 08:00
expect nothing

# After the ten minutes a letter is gone, and nothing brings it back.
kwaliteit answers transcript: [sluiten]
  Er staat nu elke dag een voorraad klaar. Anton kijkt dat elke week na.
expect transcript to kwaliteit
on 2026-11-06 08:11
expect closing to ouder@post.example
  Anton kijkt dat elke week na.
kwaliteit answers transcript: [ongedaan]
expect refused to kwaliteit
  Deze brief is al weg: sluitingsbrief.
  [heropenen]
case KLP-2026-0001 is closed kept statutory 2026-11-06
