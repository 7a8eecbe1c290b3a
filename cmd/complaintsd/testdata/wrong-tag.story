# A slip of the pen. A mail is done whole or not at all, so that nobody has to find out what was done of it.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Speelgoed
  Het speelgoed op de groep is kapot.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Morrel] [toewijse bakker] [categorie materiaal]
  Anton, kijk jij?
expect refused to kwaliteit
  Er is niets gedaan
  De locatie “Morrel” ken ik niet
  Bedoel je: Morel?
  Het woord “toewijse” bestaat niet.
  Bedoel je: toewijzen?
  Stuur de verbeterde mail: [locatie Morel] [toewijzen bakker] [categorie materiaal]
case KLP-2026-0001 is new open confirm

# The button of that answer opens the mended mail, with her words in it.
on 2026-11-02 10:05
kwaliteit taps Stuur de verbeterde mail in refused
expect transcript to kwaliteit
  Behandelaar: Anton Bakker.
expect new-case to bakker
expect new-case to regio
expect assigned to bakker
  Anton, kijk jij?
  Het speelgoed op de groep is kapot.
on 2026-11-02 10:16
expect confirmation to ouder@post.example
case KLP-2026-0001 is confirmed handler bakker

# A case cannot be closed before the law's conditions are met. The answer says what is missing.
kwaliteit answers transcript: [sluiten]
  Klaar.
expect refused to kwaliteit
  het oordeel ([oordeel gegrond]
  of de ouder tevreden is
case KLP-2026-0001 is confirmed
# An empty proposal would be an empty letter.
bakker answers assigned: [voorstel]
expect refused to bakker
  De mail is leeg
