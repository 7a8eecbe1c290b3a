# An organisation that offers an appeal of its own: the parent asks the director to look again, and gets a decision.
rule appeal = "1mo"
no digests
on 2026-11-02 10:00
ouder@post.example writes: Deur
  De deur van de groep klemt, kinderen krijgen hun vingers ertussen.
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
bakker answers assigned: [oordeel ongegrond]
  De deur is in orde.
expect transcript to bakker
kwaliteit answers transcript: [tevreden nee ja] [sluiten]
  De deur is nagekeken.
expect transcript to kwaliteit
on 2026-11-03 12:11
expect closing to ouder@post.example
  donderdag 3 december 2026
  binnen 1 maand een besluit

# The parent asks within the month; the department puts that on record two days later.
on 2026-12-03 17:00
ouder@post.example answers closing:
  Ik wil dat de directie kijkt.
expect parent-wrote to kwaliteit
  open de zaak daarvoor
  Naar de directie kan tot en met: donderdag 3 december 2026
on 2026-12-04 11:00
kwaliteit answers parent-wrote: [heropenen 2026-12-04 beroep]
expect refused to kwaliteit
  De ouder is te laat
  tot en met donderdag 3 december 2026
kwaliteit answers parent-wrote: [heropenen beroep]
  De directie kijkt er nu naar.
expect transcript to kwaliteit
  zondag 3 januari 2027
expect assigned to bakker
on 2026-12-04 11:11
expect reopened to ouder@post.example
  Uiterlijk zondag 3 januari 2027
  een besluit met uitleg
# Who decides hears of it at once, with a month to go.
expect reminder to directeur
  De ouder vroeg de directie om opnieuw te kijken.
  (nog 30 dagen)
  [oordeel gegrond]
case KLP-2026-0001 is confirmed kept statutory 2026-11-03 open appeal due appeal 2027-01-03

# Seven days before is a Sunday after Christmas: the reminder moves back to the last working day.
on 2026-12-24 08:00
expect reminder to directeur
  besluit van de directie
  [oordeel gegrond]
directeur answers reminder: [oordeel gegrond]
  De deur klemt wel.
expect transcript to directeur
on 2026-12-24 10:00
kwaliteit answers transcript: [sluiten]
  De deur wordt vervangen.
expect transcript to kwaliteit
on 2026-12-24 10:11
expect closing to ouder@post.example
  Je vroeg onze directie om opnieuw te kijken
case KLP-2026-0001 is closed kept appeal 2026-12-24 kept statutory 2026-11-03
