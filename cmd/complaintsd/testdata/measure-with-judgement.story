# Anton writes his judgement and what will be done in one mail. The parent reads in the letter what that is, and by when.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Deur
  De deur van de groep klemt.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Morel] [toewijzen bakker]
expect transcript to kwaliteit
expect new-case to bakker
expect new-case to regio
expect assigned to bakker
on 2026-11-02 10:15
expect confirmation to ouder@post.example
on 2026-11-03 12:00
bakker answers assigned: [oordeel gegrond] [maatregel 2026-12-01] [maatregel 2026-12-15 regio]
  De deur klemde al een week. We hadden hem eerder moeten maken.
expect transcript to bakker
  De brief aan de ouder verwijst dan naar je uitleg bij het oordeel.
  een regel die begint met “maatregel:”
# He does that.
bakker answers transcript: [ongedaan]
expect transcript to bakker
bakker answers assigned: [oordeel gegrond] [maatregel 2026-12-01] [maatregel 2026-12-15 regio]
  De deur klemde al een week. We hadden hem eerder moeten maken.

  Maatregel: de deur krijgt een nieuw slot.
  Maatregel: elke maand
  kijkt iemand alle deuren na.
expect transcript to bakker
  without verwijst
kwaliteit answers transcript: [tevreden ja ja] [sluiten]
  Dank voor het melden.
expect transcript to kwaliteit
on 2026-11-03 12:30
expect closing to ouder@post.example
  We hadden hem eerder moeten maken. Wat gaan we doen? - De deur krijgt een nieuw slot: klaar uiterlijk op dinsdag 1 december 2026. Anton Bakker zorgt hiervoor.
  - Elke maand kijkt iemand alle deuren na: klaar uiterlijk op dinsdag 15 december 2026. Petra Smit zorgt hiervoor.
  without aatregel
# The one who sees to it reads the words too.
on 2026-11-28 08:00
expect reminder to bakker
  de deur krijgt een nieuw slot
  without klemde
