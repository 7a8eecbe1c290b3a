# A closed case opens again: what was promised was not done.
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
bakker answers assigned: [oordeel gegrond]
  De deur was stuk.
expect transcript to bakker
kwaliteit answers transcript: [tevreden ja ja] [sluiten]
  De deur is gemaakt.
expect transcript to kwaliteit
on 2026-11-03 12:11
expect closing to ouder@post.example
case KLP-2026-0001 is closed kept statutory 2026-11-03

# The parent answers the closing letter. The department reads it, since nobody handles the case any more.
on 2026-11-09 17:00
ouder@post.example answers closing:
  De deur klemt weer.
expect parent-wrote to kwaliteit
  Kijk of de zaak weer open moet
on 2026-11-10 11:00
kwaliteit answers parent-wrote: [heropenen]
  De deur is nog niet goed. Wij gaan er weer mee aan de slag.
expect transcript to kwaliteit
  De zaak is weer open.
expect assigned to bakker
  De deur is nog niet goed.
on 2026-11-10 11:11
expect reopened to ouder@post.example
  De deur is nog niet goed.
  maandag 14 december 2026
# The date of the law is the old one: the parent has waited long enough.
case KLP-2026-0001 is confirmed handler bakker open statutory due statutory 2026-12-14
