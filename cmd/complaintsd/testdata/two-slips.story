# A thick thumb on a small phone: the word is wrong, and so is what stands behind it. One tap must mend both.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Luiers
  De luiers zijn steeds op.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [lokatie Morrel] [toewijzn bakkr]
expect refused to kwaliteit
  Het woord “lokatie” bestaat niet. Bedoel je: locatie? De locatie “Morrel” ken ik niet. Bedoel je: Morel?
  Het woord “toewijzn” bestaat niet. Bedoel je: toewijzen? Ik ken geen medewerker met de naam “bakkr”. Bedoel je: Anton Bakker?
case KLP-2026-0001 is new
kwaliteit taps Stuur de verbeterde mail: [locatie Morel] [toewijzen bakker] in refused
expect transcript to kwaliteit
expect new-case to bakker
expect new-case to regio
expect assigned to bakker
case KLP-2026-0001 is assigned handler bakker

# When nobody knows what was meant behind the word, the link says that there is something left to mend.
kwaliteit answers new-case: [maatregl 31-2-2027]
  Een vaste plek voor de luiers.
expect refused to kwaliteit
  Het woord “maatregl” bestaat niet. Bedoel je: maatregel? De datum “31-2-2027” kan hier niet.
  Verbeter de mail zelf: [maatregel 31-2-2027]
# An appeal that this organisation does not have is opened like any other case.
kwaliteit answers new-case: [geen-klacht]
expect transcript to kwaliteit
kwaliteit answers new-case: [heropenen beroep]
expect refused to kwaliteit
  Stuur de verbeterde mail: [heropenen]
# Noor is the department that answers questions. She is not told to ask herself.
kwaliteit answers new-case: [akkoord]
expect refused to kwaliteit
  Er wacht geen sluitingsbrief op akkoord.
  without Vraag het aan de afdeling
on 2026-11-02 10:30
# A date without a year that would be almost a year away is asked back: here the terms would all have passed.
kwaliteit answers new-case: [ontvangen 3 november]
expect refused to kwaliteit
  “3 november” is niet duidelijk. Bedoel je: maandag 3 november 2025?
