# A second date within the ten minutes takes the place of the first: the parent reads one date. Taken back, it is the
# first one again.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Wenperiode
  Het wennen ging veel te snel.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Messenmaker] [toewijzen jansen]
expect transcript to kwaliteit
expect new-case to jansen
expect new-case to regio
expect assigned to jansen
on 2026-11-02 10:15
expect confirmation to ouder@post.example
on 2026-11-16 08:01
expect reminder to jansen
jansen answers reminder: [uitstel 4 december]
  De mentor van uw kind is ziek.
expect transcript to jansen
  Nieuwe datum voor het voorstel: vrijdag 4 december 2026.
  without geldt niet meer
on 2026-11-16 08:03
jansen answers reminder: [uitstel 7 december]
  De mentor van uw kind is ziek. Wij willen eerst met haar praten.
expect transcript to jansen
  Nieuwe datum voor het voorstel: maandag 7 december 2026.
  Het uitstel tot vrijdag 4 december 2026 geldt niet meer.
  without Het uitstel is weer tot
on 2026-11-16 08:05
jansen answers transcript: [ongedaan]
expect transcript to jansen
  Het uitstel is weer tot vrijdag 4 december 2026.
case KLP-2026-0001 is confirmed open propose due propose 2026-12-04 due statutory 2026-12-14
on 2026-11-16 08:16
expect extension to ouder@post.example
  uiterlijk vrijdag 4 december 2026
