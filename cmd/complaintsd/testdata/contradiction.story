# Words that contradict each other. Noor answers on her phone and forgets what stands in the subject already. Only she
# can say which of the two she meant, so nothing is done, and two buttons hold the two mails that she may have meant.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Vraag over de tuin
  De schommel in de tuin is al weken stuk. Wanneer wordt hij gemaakt?
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Morel] [toewijzen bakker] [geen-klacht]
  Anton, bel jij deze ouder?
expect refused to kwaliteit
  Er is niets gedaan
  [toewijzen bakker] Dit gaat niet samen met [geen-klacht]. Kies wat je bedoelt.
  [geen-klacht] Dit gaat niet samen met [toewijzen bakker]. Kies wat je bedoelt.
  Stuur de verbeterde mail: [locatie Morel] [toewijzen bakker]
  Stuur de verbeterde mail: [locatie Morel] [geen-klacht]
case KLP-2026-0001 is new open confirm
# Neither Anton nor the parent hears of what was not done. She taps the first button.
on 2026-11-02 10:02
kwaliteit taps Stuur de verbeterde mail: [locatie Morel] [toewijzen bakker] in refused
expect transcript to kwaliteit
expect new-case to bakker
expect new-case to regio
expect assigned to bakker
  Anton, bel jij deze ouder?
on 2026-11-02 10:15
expect confirmation to ouder@post.example

# One text goes to the parent once: as a message, or as the proposal.
on 2026-11-03 09:00
bakker answers assigned: [bericht] [voorstel] [maatregel 2026-11-13]
  De schommel wordt volgende week gemaakt.
expect refused to bakker
  De tekst van je mail kan maar één keer naar de ouder.
  Stuur de verbeterde mail: [voorstel] [maatregel 2026-11-13]
bakker taps Stuur de verbeterde mail: [voorstel] [maatregel 2026-11-13] in refused
expect transcript to bakker
  Maatregel 1: klaar op
on 2026-11-03 09:11
expect proposal to ouder@post.example
  De schommel wordt volgende week gemaakt.
case KLP-2026-0001 is proposed handler bakker measures 1
on 2026-11-03 10:00
# Both buttons of a slip work; what is right twice is done once.
bakker answers assigned: [locatie Morel] [categorie tuin] [categorie tuin]
expect transcript to bakker
