# The confirmation comes back, and Noor calls the parent for the right address. Nothing has to be written again: as soon
# as she confirms the address, what came back goes there.
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
confirmation to ouder@post.example comes back
expect letter-failed to kwaliteit
kwaliteit answers letter-failed: [melder]
  e-mail: sanne@nieuw.example
expect transcript to kwaliteit
kwaliteit taps Ja, verander het adres in transcript
expect transcript to kwaliteit
  sanne@nieuw.example
on 2026-11-02 11:15
expect confirmation to sanne@nieuw.example
case KLP-2026-0001 is confirmed handler jansen kept confirm 2026-11-02

# An address that is mended while the confirmation still waits: it does not go to the wrong one.
on 2026-11-02 12:00
kwaliteit answers new-case: [toewijzen bakker]
expect transcript to kwaliteit
expect assigned to bakker
expect assigned to jansen
  De klacht (locatie onbekend) is nu van Anton Bakker.
  Jij hoeft niets meer te doen.
kwaliteit answers new-case: [melder]
  e-mail: sanne@beter.example
expect transcript to kwaliteit
kwaliteit taps Ja, verander het adres in transcript
expect transcript to kwaliteit
on 2026-11-02 12:15
expect confirmation to sanne@beter.example
# Nor does what Noor wrote a minute ago.
kwaliteit answers new-case: [bericht]
  Anton belt u donderdag.
expect transcript to kwaliteit
kwaliteit answers new-case: [melder]
  e-mail: sanne@best.example
expect transcript to kwaliteit
kwaliteit taps Ja, verander het adres in transcript
expect transcript to kwaliteit
on 2026-11-02 12:30
expect message to sanne@best.example
  Anton belt u donderdag.
