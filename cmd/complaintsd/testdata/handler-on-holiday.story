# Joke handles a case and is on holiday. Her mail program says so, to a machine. The machine asks the department
# whether somebody else should take over, and does nothing by itself.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Te weinig fruit
  Mijn zoon krijgt geen fruit meer.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Messenmaker] [toewijzen jansen]
expect transcript to kwaliteit
expect new-case to jansen
expect new-case to regio
expect assigned to jansen
on 2026-11-02 10:15
expect confirmation to ouder@post.example
  Joke Jansen
jansen autoanswers assigned
  Ik ben met vakantie tot en met vrijdag 20 november. Bij spoed kunt u de locatie bellen.
expect alert to kwaliteit
  Joke Jansen is afwezig
  Terug op zaterdag 21 november 2026
  Noor de Wit neemt het over (vervanger)
case KLP-2026-0001 is confirmed handler jansen

# The same notice again is no news.
on 2026-11-03 09:00
ouder@post.example answers confirmation:
  Vandaag was er weer niets.
expect parent-wrote to jansen
jansen autoanswers parent-wrote
  Ik ben met vakantie tot en met vrijdag 20 november.
expect nothing

# Noor gives it to the regional manager, and the parent hears the new name.
kwaliteit answers alert: [toewijzen regio]
  Petra, wil jij dit doen zolang Joke weg is?
expect transcript to kwaliteit
expect assigned to regio
  zolang Joke weg is
expect assigned to jansen
  is nu van Petra Smit
  without zolang Joke weg is
on 2026-11-03 09:12
expect confirmation to ouder@post.example
  Petra Smit
case KLP-2026-0001 is confirmed handler regio kept confirm 2026-11-02
