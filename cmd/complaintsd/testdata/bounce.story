# The confirmation comes back: the clock is open again and the registrar hears it.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Klacht
  Graag hoor ik van u.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [toewijzen jansen]
expect transcript to kwaliteit
expect assigned to jansen
on 2026-11-02 11:00
expect confirmation to ouder@post.example
case KLP-2026-0001 is confirmed kept confirm 2026-11-02
confirmation to ouder@post.example comes back
expect letter-failed to kwaliteit
case KLP-2026-0001 is assigned open confirm
# An out-of-office changes nothing and is answered by nobody.
jansen autoanswers assigned
expect nothing
