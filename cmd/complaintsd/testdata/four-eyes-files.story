# Noor closes with a report beside the letter, and the director has to agree. She sees the report first; then it goes with
# the letter. The letter comes back, and the report goes to whoever posts it.
rule close_second = ["director"]
no digests
on 2026-11-02 10:00
ouder@post.example writes: Deur
  De deur van de groep klemt.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Morel] [toewijzen bakker]
expect transcript to kwaliteit
expect new-case to bakker
expect new-case to regio
expect assigned to bakker
on 2026-11-02 10:15
expect confirmation to ouder@post.example
on 2026-11-03 12:00
bakker answers assigned: [oordeel gegrond]
  De deur was stuk.
expect transcript to bakker
kwaliteit answers transcript: [tevreden ja ja] [sluiten]
  De deur is gemaakt. Het verslag zit erbij.
  file verslag.pdf
expect transcript to kwaliteit
  De bijlagen gaan mee als de brief weggaat.
  no file
on 2026-11-03 12:01
expect reminder to directeur
  Met de brief gaat een bijlage mee. Die zit ook bij deze mail.
  file verslag.pdf
directeur taps Akkoord: de brief mag weg in reminder
expect transcript to directeur
  Bijlagen: verslag.pdf
  no file
on 2026-11-03 12:30
expect closing to ouder@post.example
  Het verslag zit erbij.
  file verslag.pdf
on 2026-11-04 09:00
closing to ouder@post.example comes back
expect letter-failed to kwaliteit
  Doe deze bijlagen erbij: verslag.pdf (1 kB)
  file verslag.pdf
