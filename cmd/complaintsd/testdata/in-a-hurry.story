# A letter that must not wait: `nu` lets it leave at once.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Sleutel kwijt
  De sleutel van het hek is weg, kinderen kunnen naar buiten.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Messenmaker] [toewijzen jansen]
expect transcript to kwaliteit
expect new-case to jansen
expect new-case to regio
expect assigned to jansen
# Joke did not cause the letter, so it is not hers to hurry or to stop.
on 2026-11-02 10:02
jansen answers assigned: [nu]
expect refused to jansen
kwaliteit answers transcript: [nu]
expect transcript to kwaliteit
  Deze brief gaat nu weg: bevestiging met de naam van de behandelaar.
expect confirmation to ouder@post.example
  Joke Jansen
case KLP-2026-0001 is confirmed kept confirm 2026-11-02
# It left once: when its ten minutes are over, nothing more comes.
on 2026-11-02 10:30
expect nothing
jansen answers assigned: [bericht]
  Het hek heeft sinds vanochtend een nieuw slot.
expect transcript to jansen
jansen answers transcript: [nu]
expect transcript to jansen
expect message to ouder@post.example
  een nieuw slot
on 2026-11-02 11:00
expect nothing
