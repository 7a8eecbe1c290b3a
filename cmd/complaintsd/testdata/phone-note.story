# A mother calls, and Joke writes down what she says. Every complaint comes into the book, however it came.
no digests
on 2026-11-02 13:30
jansen writes: [nieuw] Telefoontje
  naam: Fatma Demir
  e-mail: fatma@post.example
  telefoon: 06-55509876
  Mevrouw Demir belde. De overdracht bij het ophalen is te kort.
# The department hears of it, and Joke hears the number of the case.
expect new-case to kwaliteit
  Wat schreef Joke Jansen?
  De overdracht bij het ophalen is te kort.
expect transcript to jansen
  KLP-2026-0001
# No receipt: nobody wrote a mail. The confirmation is the first letter.
kwaliteit answers new-case: [locatie Messenmaker] [toewijzen jansen]
expect transcript to kwaliteit
expect new-case to jansen
expect new-case to regio
expect assigned to jansen
  fatma@post.example
  De overdracht bij het ophalen is te kort.
on 2026-11-02 13:45
expect confirmation to fatma@post.example
  Beste Fatma Demir
case KLP-2026-0001 is confirmed handler jansen kept confirm 2026-11-02
# The answer of the mother lands in the case: she is known there.
fatma@post.example answers confirmation:
  Fijn. Dinsdag kan ik langskomen.
expect parent-wrote to jansen
  Dinsdag kan ik langskomen.
# What is agreed at the table is recorded, with its date.
on 2026-11-10 17:00
jansen answers parent-wrote: [afspraak 2026-12-08]
  Elke dag vijf minuten overdracht. Op 8 december kijken we of het zo goed gaat.
expect transcript to jansen
  Afspraak 1 is vastgelegd, voor dinsdag 8 december 2026.
