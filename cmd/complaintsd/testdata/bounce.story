# The confirmation comes back: the clock is open again and the registrar gets the letter as a task.
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
  Een brief aan de ouder is niet aangekomen: bevestiging met de naam van de behandelaar.
  Het mailadres bestaat niet (meer).
  De termijn loopt daarom door.
  550 5.1.1 No such user
  Joke Jansen, locatiemanager, behandelt je klantreactie
  Mail opnieuw
  op de post
case KLP-2026-0001 is assigned open confirm
# Another server on the way reports the same: once is enough.
confirmation to ouder@post.example comes back
expect nothing
# An out-of-office changes nothing and is answered by nobody.
jansen autoanswers assigned
expect nothing
# The letter goes by post, and then it counts.
on 2026-11-03 15:00
kwaliteit answers letter-failed: [verstuurd]
expect transcript to kwaliteit
  Op de post gedaan op dinsdag 3 november 2026: bevestiging met de naam van de behandelaar.
case KLP-2026-0001 is confirmed kept confirm 2026-11-03
