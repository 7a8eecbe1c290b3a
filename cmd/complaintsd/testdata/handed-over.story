# Anton handles a complaint. He gets ill, and Petra takes over. He hears that he need not do anything any more, and the
# reminders go to Petra.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Buiten spelen
  De kinderen komen bijna niet meer buiten.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Morel] [toewijzen bakker]
expect transcript to kwaliteit
expect new-case to bakker
expect new-case to regio
expect assigned to bakker
on 2026-11-02 10:15
expect confirmation to ouder@post.example
on 2026-11-03 09:00
bakker answers assigned: [maatregel 2026-11-25 bakker]
  De groepen gaan elke dag om tien uur naar buiten.
expect transcript to bakker
kwaliteit answers transcript: [toewijzen regio]
  Anton is ziek. Wil jij het overnemen?
expect transcript to kwaliteit
  Behandelaar: Petra Smit. Anton Bakker krijgt bericht.
expect assigned to regio
  Anton is ziek.
expect assigned to bakker
  Overgedragen: klacht over Morel
  De klacht over Morel is nu van Petra Smit. Jij hoeft deze zaak niet meer te behandelen.
  Wat blijft van jou?
  Maatregel 1
  De groepen gaan elke dag om tien uur naar buiten.
  Moet Petra Smit nog iets weten?
  without Anton is ziek
  without komen bijna niet
on 2026-11-03 09:05

# It was not needed after all.
kwaliteit answers transcript: [ongedaan]
expect transcript to kwaliteit
  Behandelaar is weer: Anton Bakker.
  Petra Smit en Anton Bakker kregen een mail dat dit is teruggenomen.
expect assigned to regio
  Jij behandelt deze zaak niet. De mail daarover was een vergissing.
  Je hoeft niets te doen.
expect assigned to bakker
  Jij behandelt deze zaak weer.
  Stuur de ouder je voorstel
  without Je hoeft niets
case KLP-2026-0001 is confirmed handler bakker

# But then it is.
on 2026-11-04 09:00
kwaliteit answers transcript: [toewijzen jansen]
expect transcript to kwaliteit
expect assigned to jansen
expect assigned to bakker
  nu van Joke Jansen
  040-5550102, j.jansen@kluppluz.example
on 2026-11-04 09:15
expect confirmation to ouder@post.example
  Joke Jansen
# What he sends now does nothing: it is not his any more. The measure is.
bakker answers assigned: [uitstel 2026-12-01]
  Het duurt wat langer.
expect refused to bakker
bakker answers assigned: [klaar 1]
expect transcript to bakker
  Maatregel 1 is klaar.
on 2026-11-16 08:01
expect reminder to jansen
on 2026-11-20 08:01
expect reminder to jansen
expect reminder to kwaliteit
