# A serious complaint while the director is away. Petra stands in for her until Friday: she hears it at once and may
# decide. When Hanna is back, Petra may no longer.
no digests
on 2026-11-02 08:00
directeur is away until 2026-11-06, regio stands in
ouder@post.example writes: Mijn kind was zoek
  Mijn zoon liep alleen op straat.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Messenmaker] [ernstig]
expect transcript to kwaliteit
expect new-case to jansen
expect new-case to regio
expect serious to directeur
expect serious to regio
  Beslis wie deze ernstige zaak behandelt
regio answers serious: [toewijzen jansen]
  Joke, ik kom er nu aan.
expect transcript to regio
expect assigned to jansen
  ik kom er nu aan
on 2026-11-02 08:15
expect confirmation to ouder@post.example
case KLP-2026-0001 is confirmed handler jansen kept confirm 2026-11-02
on 2026-11-09 09:00
regio answers serious: [toewijzen bakker]
expect refused to regio
  Alleen de directeur beslist
case KLP-2026-0001 is confirmed handler jansen
