# Nobody assigns the case: the department writes on the last day, in time.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Te weinig leidsters
  Er staan te weinig mensen op de groep.
expect receipt to ouder@post.example
expect new-case to kwaliteit
on 2026-11-05 08:01
expect reminder to kwaliteit
on 2026-11-09 07:59
expect nothing
on 2026-11-09 08:01
expect reminder to directeur
expect confirmation to ouder@post.example
  afdeling Pedagogiek & Kwaliteit
case KLP-2026-0001 is confirmed kept confirm 2026-11-09
# A later assignment sends another confirmation.
kwaliteit answers new-case: [locatie Morel] [toewijzen bakker]
expect transcript to kwaliteit
expect new-case to bakker
expect new-case to regio
expect assigned to bakker
on 2026-11-09 09:00
expect confirmation to ouder@post.example
  Anton Bakker
