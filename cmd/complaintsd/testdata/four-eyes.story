# An organisation that wants four eyes on every closing letter: the director agrees before it leaves.
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
  De deur is gemaakt. Dank voor het melden.
expect transcript to kwaliteit
  De sluitingsbrief wacht op akkoord van een ander: Hanna Vos.
  without Deze brief gaat
case KLP-2026-0001 is confirmed open statutory
on 2026-11-03 12:01
expect reminder to directeur
  akkoord met sluiten
  Noor de Wit wil deze zaak sluiten
  De deur is gemaakt. Dank voor het melden.
  De deur was stuk.
  Schrijf Noor de Wit wat er anders moet

# The registrar cannot agree to what she asked herself.
kwaliteit answers transcript: [akkoord]
expect refused to kwaliteit
  Gevraagd is het aan Hanna Vos
directeur taps Akkoord: de brief mag weg in reminder
expect transcript to directeur
on 2026-11-03 12:30
expect closing to ouder@post.example
  De deur is gemaakt. Dank voor het melden.
case KLP-2026-0001 is closed kept statutory 2026-11-03
