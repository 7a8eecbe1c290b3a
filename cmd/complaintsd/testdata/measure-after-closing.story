# What the closing letter promises is watched until it is done.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Hek
  Het hek gaat te makkelijk open.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Messenmaker] [toewijzen jansen]
expect transcript to kwaliteit
expect new-case to jansen
expect new-case to regio
expect assigned to jansen
on 2026-11-02 10:15
expect confirmation to ouder@post.example
on 2026-11-04 09:00
jansen answers assigned: [oordeel gegrond]
  Het hek sloot niet goed.
expect transcript to jansen
jansen answers transcript: [maatregel 2026-12-01]
  Er komt een nieuw slot op het hek.
expect transcript to jansen
  Maatregel 1: klaar op dinsdag 1 december 2026, Joke Jansen zorgt ervoor.
jansen answers transcript: [maatregel 15-1-2027 regio breed]
  Alle hekken van alle locaties worden nagekeken.
expect transcript to jansen
  Petra Smit zorgt ervoor
kwaliteit answers transcript: [tevreden ja ja] [sluiten]
  Dank voor uw bericht.
expect transcript to kwaliteit
on 2026-11-04 09:11
expect closing to ouder@post.example
  Er komt een nieuw slot op het hek: klaar uiterlijk op dinsdag 1 december 2026. Joke Jansen zorgt hiervoor.
  Alle hekken van alle locaties worden nagekeken: klaar uiterlijk op vrijdag 15 januari 2027.
case KLP-2026-0001 is closed measures 2

# Three days before: a Saturday, so that the reminder comes on Friday.
on 2026-11-27 08:01
expect reminder to jansen
  Maatregel 1 moet klaar zijn
  De maatregel is: Er komt een nieuw slot op het hek
on 2026-12-01 08:01
expect reminder to jansen
on 2026-12-02 08:01
expect reminder to kwaliteit
on 2026-12-02 10:00
jansen answers reminder: [klaar 1]
expect transcript to jansen
  Maatregel 1 is klaar.
# The other one is the regional manager's.
on 2027-01-12 08:01
expect reminder to regio
  Maatregel 2 moet klaar zijn
  Alle hekken van alle locaties worden nagekeken
regio answers reminder: [klaar 2]
expect transcript to regio
on 2027-02-15 09:00
expect nothing
# Months later its words help to remember what it was.
on 2027-03-02 08:01
expect reminder to jansen
  Zeg of maatregel 1 geholpen heeft
  De maatregel is: Er komt een nieuw slot op het hek
