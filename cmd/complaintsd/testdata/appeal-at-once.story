# A parent asks the management to look again while the date of the proposal is still to come: nobody is asked for a
# proposal any more.
rule appeal = "1mo"
no digests
on 2026-12-24 16:00
ouder@post.example writes: Deur
  De deur van de groep klemt.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Morel] [toewijzen bakker]
expect transcript to kwaliteit
expect new-case to bakker
expect new-case to regio
expect assigned to bakker
  voorstel uiterlijk 14 januari
on 2026-12-28 12:00
expect confirmation to ouder@post.example
bakker answers assigned: [oordeel ongegrond]
  De deur is in orde.
expect transcript to bakker
kwaliteit answers transcript: [tevreden nee nee] [sluiten]
  De deur is nagekeken.
expect transcript to kwaliteit
on 2026-12-28 12:11
expect closing to ouder@post.example
ouder@post.example answers closing:
  Ik wil dat de directie kijkt.
expect parent-wrote to kwaliteit
kwaliteit answers parent-wrote: [heropenen beroep]
  De directie kijkt er nu naar.
expect transcript to kwaliteit
expect assigned to bakker
  Besluit van de directie: uiterlijk donderdag 28 januari 2027
  without voorstel uiterlijk
  without Doe uiterlijk
on 2026-12-28 12:22
expect reopened to ouder@post.example
  Uiterlijk donderdag 28 januari 2027
  without wat wij voorstellen
