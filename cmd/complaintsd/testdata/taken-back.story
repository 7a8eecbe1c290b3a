# Three mistakes on one morning, and each of them taken back. Nothing is wiped out: the history tells the mistake and the
# mending, and the case is as it was before.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Ruzie op de groep
  Mijn dochter is drie keer gebeten. Niemand zegt er iets van.
expect receipt to ouder@post.example
expect new-case to kwaliteit

# The wrong handler: it is about Morel, and Noor gives it to Joke of De Messenmaker.
on 2026-11-02 10:05
kwaliteit answers new-case: [locatie Messenmaker] [toewijzen jansen] [categorie veiligheid]
expect transcript to kwaliteit
  Was dit niet de bedoeling?
  Neem deze mail terug
expect new-case to jansen
expect new-case to regio
expect assigned to jansen
case KLP-2026-0001 is assigned handler jansen
on 2026-11-02 10:08
kwaliteit answers transcript: [ongedaan 3 regel]
expect transcript to kwaliteit
  Deze brief gaat niet weg: bevestiging met de naam van de behandelaar.
  Locatie is weer: nog niet bekend.
  Behandelaar is weer: nog niemand.
  Joke Jansen en Petra Smit kregen een mail dat dit is teruggenomen.
expect new-case to jansen
  Teruggenomen
  Noor de Wit heeft iets teruggenomen in zaak KLP-2026-0001.
  De zaak gaat niet over een locatie van jou.
  Jij behandelt deze zaak niet.
  without gebeten
expect new-case to regio
  without gebeten
case KLP-2026-0001 is new open confirm
# It works once.
kwaliteit answers transcript: [ongedaan 3 regel]
expect refused to kwaliteit
  Dat is al teruggenomen.
on 2026-11-02 10:10
kwaliteit answers new-case: [locatie Morel] [toewijzen bakker]
expect transcript to kwaliteit
expect new-case to bakker
expect new-case to regio
expect assigned to bakker
on 2026-11-02 10:30
expect confirmation to ouder@post.example
  Anton Bakker
case KLP-2026-0001 is confirmed handler bakker

# The parent has read that name. It cannot be unread: there is another way.
on 2026-11-02 11:00
kwaliteit answers transcript: [ongedaan]
expect refused to kwaliteit
  Deze brief is al weg: bevestiging
  [toewijzen NAAM]
case KLP-2026-0001 is confirmed handler bakker

# The wrong measure: Anton writes a date in the wrong case.
on 2026-11-03 09:00
bakker answers assigned: [maatregel 2026-12-01 bakker]
  Er komt een extra medewerker bij het buitenspelen.
expect transcript to bakker
  Maatregel 1: klaar op
case KLP-2026-0001 is confirmed measures 1
on 2026-11-03 09:01
bakker answers transcript: [ongedaan]
expect transcript to bakker
  Maatregel 1 vervalt.
case KLP-2026-0001 is confirmed handler bakker measures 0
bakker answers transcript: [ongedaan]
expect refused to bakker
  Dat is al teruggenomen. Wil je het toch? Stuur het woord dan opnieuw.
on 2026-11-03 09:05
bakker answers assigned: [maatregel 2026-12-15 bakker]
  De groep krijgt een vaste invaller.
expect transcript to bakker
  Maatregel 2: klaar op
# Nobody is reminded of the measure that does not exist.
on 2026-11-03 09:10
bakker answers assigned: [voorstel]
  Er komt een vaste invaller op de groep, uiterlijk half december.
expect transcript to bakker
on 2026-11-03 09:30
expect proposal to ouder@post.example
# Something was built on it: then it does not go back.
on 2026-11-03 10:00
bakker answers assigned: [klaar 2]
expect transcript to bakker
kwaliteit writes: [KLP-2026-0001] [ongedaan 15 regel]
expect refused to kwaliteit
  daarna is er op verder gegaan. Het gaat om: maatregel 2.
case KLP-2026-0001 is proposed measures 1
