# Anton leaves. From that day he reads nothing and decides nothing, and what the parent writes to him comes to the
# department.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Groep te vol
  Er zijn elke dag invallers en de groep is te vol.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Morel] [toewijzen bakker]
expect transcript to kwaliteit
expect new-case to bakker
expect new-case to regio
expect assigned to bakker
on 2026-11-02 10:15
expect confirmation to ouder@post.example
bakker leaves on 2026-11-06
on 2026-11-06 09:00
ouder@post.example answers confirmation:
  Ik hoor niets meer.
expect parent-wrote to kwaliteit
  Ik hoor niets meer.
# He still has the mail, and tries to be of use.
bakker answers assigned: [voorstel]
  Vanaf maandag komt er een vaste kracht bij.
expect refused to kwaliteit
  Niet zeker is dat deze mail van de medewerker komt
case KLP-2026-0001 is confirmed open propose
# Nobody can give him a case any more.
kwaliteit answers parent-wrote: [toewijzen bakker]
expect refused to kwaliteit
kwaliteit answers parent-wrote: [toewijzen regio]
expect transcript to kwaliteit
expect assigned to regio
on 2026-11-06 09:15
expect confirmation to ouder@post.example
  Petra Smit
