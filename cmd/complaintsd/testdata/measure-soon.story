# Joke promises something for Friday, and writes it down on Wednesday. She knows that, and reads of it on Thursday. Petra,
# who has to do the other thing, reads of it at once.
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
jansen answers assigned: [maatregel 2026-11-06]
  Er komt een nieuw slot op het hek.
expect transcript to jansen
jansen answers assigned: [maatregel 2026-11-06 regio]
  Alle hekken worden nagekeken.
expect transcript to jansen
on 2026-11-04 09:05
expect reminder to regio
  Alle hekken worden nagekeken
on 2026-11-05 08:01
expect reminder to jansen
  Maatregel 1 moet klaar zijn
  uiterlijk vrijdag 6 november 2026 (morgen)
on 2026-11-06 08:01
expect reminder to jansen
expect reminder to regio
on 2026-11-09 08:01
expect reminder to kwaliteit
