# A handler sends files along with a proposal. They go with the parent's letter, whole or not at all.
no digests
on 2026-11-02 09:12
ouder@post.example writes: Te weinig buiten
  Mijn dochter komt te weinig buiten.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Morel] [toewijzen bakker]
expect transcript to kwaliteit
expect new-case to bakker
expect new-case to regio
expect assigned to bakker
on 2026-11-02 09:30
expect confirmation to ouder@post.example
  no file

# A note may have any file: it goes to nobody.
bakker answers assigned: [notitie]
  De planning van de groep.
  file planning.exe
expect transcript to bakker

# Too much, a program, and a picture that calls itself a document: nothing leaves.
bakker answers assigned: [voorstel]
  Hierbij het rooster.
  file rooster.pdf
  file plattegrond.pdf of 11 MB
expect refused to bakker
  De bijlagen zijn samen groter dan 10 MB
  Er is niets verstuurd
bakker answers assigned: [voorstel]
  Hierbij het rooster.
  file rooster.pdf
  file rooster.exe
expect refused to bakker
  “rooster.exe” kan niet mee
expect nothing
case KLP-2026-0001 is confirmed open propose

bakker answers assigned: [voorstel]
  Vanaf maandag gaan we elke dag twee keer naar buiten. Het rooster zit erbij.
  file rooster.pdf
  file foto.jpg
expect transcript to bakker
  Bijlagen: rooster.pdf (1 kB), foto.jpg (1 kB)
  Houd deze brief tegen
  no file
# The letter waits ten minutes, with its files.
on 2026-11-02 09:50
expect proposal to ouder@post.example
  Het rooster zit erbij
  Bijlagen: rooster.pdf, foto.jpg
  file rooster.pdf
  file foto.jpg
case KLP-2026-0001 is proposed kept propose 2026-11-02

# The letter comes back the next day. The registrar can post it, with all that belongs to it.
on 2026-11-03 09:00
proposal to ouder@post.example comes back
expect letter-failed to kwaliteit
  Een brief aan de ouder is niet aangekomen: voorstel
  Doe deze bijlagen erbij: rooster.pdf (1 kB), foto.jpg (1 kB)
  Bijlagen: rooster.pdf, foto.jpg
  file rooster.pdf
  file foto.jpg
case KLP-2026-0001 is confirmed open propose

# On paper the files go to whoever posts the letter.
on 2026-11-03 10:00
kwaliteit writes: [nieuw] Brief van een opa
  naam: K. Vermeer
  adres: Kerkstraat 3, 5701 AA Voorbeeldstad
expect transcript to kwaliteit
expect new-case to kwaliteit
kwaliteit answers new-case: [bericht]
  Hierbij het rooster van de groep van uw kleinzoon.
  file rooster.docx
expect transcript to kwaliteit
  op papier
  Bijlagen: rooster.docx
expect letter-failed to kwaliteit
  De brief zit als pdf bij deze mail
  Doe deze bijlagen erbij: rooster.docx (1 kB)
  Bijlage: rooster.docx
  file rooster.docx
