# A serious complaint of which the director has not decided. Petra is her deputy, always: she is reminded as well, and may
# decide.
no digests
directeur has regio for a deputy
on 2026-11-02 08:00
ouder@post.example writes: Mijn kind was zoek
  Mijn zoon liep alleen op straat.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [ernstig]
expect transcript to kwaliteit
expect serious to directeur
expect serious to kwaliteit
on 2026-11-05 08:00
expect reminder to directeur
expect reminder to regio
  De zaak is ernstig, en jij staat klaar voor de directeur.
regio answers reminder: [toewijzen jansen]
expect transcript to regio
expect assigned to jansen
on 2026-11-05 08:15
expect confirmation to ouder@post.example
case KLP-2026-0001 is confirmed handler jansen
