# A case opens again when all its dates have passed: the parent reads new ones, counted from that day.
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
  De deur is gemaakt.
expect transcript to kwaliteit
on 2026-11-03 12:11
expect closing to ouder@post.example
case KLP-2026-0001 is closed kept statutory 2026-11-03

# In January the parent writes again. No law says how long a second look may take: it is as for a new complaint.
on 2027-01-19 09:00
ouder@post.example answers closing:
  De deur klemt weer, net als toen.
expect parent-wrote to kwaliteit
on 2027-01-20 09:00
kwaliteit answers parent-wrote: [heropenen]
  De deur is nog niet goed.
expect transcript to kwaliteit
  de termijn begint vandaag opnieuw
  Uiterlijk woensdag 10 februari 2027
  Uiterlijk woensdag 3 maart 2027
expect assigned to bakker
on 2027-01-20 09:11
expect reopened to ouder@post.example
  Uiterlijk woensdag 10 februari 2027
  Uiterlijk woensdag 3 maart 2027
case KLP-2026-0001 is confirmed handler bakker open propose open statutory due propose 2027-02-10 due statutory 2027-03-03

# The reminders follow the new dates.
on 2027-02-03 08:00
expect reminder to bakker
  Voorstel: uiterlijk woensdag 10 februari 2027
