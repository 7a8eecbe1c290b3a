# Three weeks are not enough: a colleague is ill. The parent hears why, and a new date; the date of the law stays.
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
  maandag 23 november
  maandag 14 december
on 2026-11-16 08:01
expect reminder to jansen
# Later than the law allows is refused.
jansen answers reminder: [uitstel 2026-12-21]
  De mentor van uw kind is ziek.
expect refused to jansen
on 2026-11-16 08:10
jansen answers reminder: [uitstel 7 december]
  De mentor van uw kind is ziek. Wij willen eerst met haar praten.
expect transcript to jansen
  Nieuwe datum voor het voorstel: maandag 7 december 2026.
on 2026-11-16 08:21
expect extension to ouder@post.example
  uiterlijk maandag 7 december 2026
  Wij willen eerst met haar praten.
  maandag 14 december 2026
case KLP-2026-0001 is confirmed open propose due propose 2026-12-07 due statutory 2026-12-14
# The reminders move along with the date.
on 2026-11-27 09:00
expect nothing
on 2026-11-30 08:01
expect reminder to jansen
jansen answers reminder: [voorstel]
  Wij beginnen het wennen opnieuw, in vier korte dagen.
expect transcript to jansen
on 2026-11-30 08:12
expect proposal to ouder@post.example
case KLP-2026-0001 is proposed kept propose 2026-11-30
