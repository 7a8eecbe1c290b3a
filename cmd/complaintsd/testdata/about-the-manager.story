# A complaint about the manager of the location. Joke Jansen reads nothing of it, does not handle it, and cannot
# find out by writing a mail.
no digests
on 2026-11-02 12:00
ouder@post.example writes: Klacht over de locatiemanager
  Joke Jansen luistert niet naar ouders en werd boos op mij.
expect receipt to ouder@post.example
expect new-case to kwaliteit

# First the person, then the location: that is the order in which the mail is read.
kwaliteit answers new-case: [vertrouwelijk jansen] [locatie Messenmaker] [toewijzen regio]
expect transcript to kwaliteit
  Joke Jansen leest niets over deze zaak
expect new-case to regio
expect assigned to regio
  werd boos op mij
on 2026-11-02 12:15
expect confirmation to ouder@post.example
  Petra Smit
case KLP-2026-0001 is confirmed handler regio

# Joke heard of it in the corridor and tries her luck: no answer tells her anything.
on 2026-11-03 09:00
jansen writes: [KLP-2026-0001] [stand]
expect refused to jansen
  without ouder@post.example
  without Petra
jansen writes: [KLP-2026-0001] [voorstel]
  Beste ouder, het was een misverstand.
expect refused to jansen
# Nor may she be named as handler by mistake.
kwaliteit answers transcript: [toewijzen jansen]
expect refused to kwaliteit
  Die kan de klacht
case KLP-2026-0001 is confirmed handler regio

# The reminders go to the handler, and the parent's mail too.
ouder@post.example answers confirmation:
  Bel mij liever na zes uur.
expect parent-wrote to regio
on 2026-11-16 08:01
expect reminder to regio
