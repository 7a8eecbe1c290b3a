# A mother wrote to the location on Saturday. Joke passes her mail on to the complaints mailbox on Monday.
no digests
on 2026-11-02 09:30
jansen writes: FW: Overdracht
  Deze kwam zaterdag bij mij binnen. Pakken jullie hem op?
  Joke Jansen

  Van: Sanne Peeters <sanne@post.example>
  Verzonden: zaterdag 31 oktober 2026 20:14
  Aan: Joke Jansen <j.jansen@kluppluz.example>
  Onderwerp: Overdracht

  Bij het ophalen weet niemand hoe de dag was. Ik wil graag dat iemand mij belt.
# Nobody is believed, and nobody outside gets a mail. The registrar reads the proposal and answers it with one tap.
expect new-case to kwaliteit
  Van wie is de doorgestuurde mail?
  Joke Jansen stuurde deze mail door
  Naam: Sanne Peeters
  E-mail: sanne@post.example
  Verstuurd: zaterdag 31 oktober 2026
  Onderwerp: Overdracht
  %5Bmelder%5D%20%5Bontvangen%202026-10-31%5D&body=naam%3A%20Sanne%20Peeters%0D%0Ae-mail%3A%20sanne%40post.example
  Nee, dat klopt niet
  Bij het ophalen weet niemand hoe de dag was.
kwaliteit answers new-case: [melder] [ontvangen 2026-10-31]
  naam: Sanne Peeters
  e-mail: sanne@post.example
expect transcript to kwaliteit
  De gegevens van de melder zijn aangevuld.
  zaterdag 31 oktober 2026
# The terms run since the colleague had it.
case KLP-2026-0001 is new due confirm 2026-11-07 due propose 2026-11-21 due statutory 2026-12-12
kwaliteit answers new-case: [locatie Messenmaker] [toewijzen jansen]
expect transcript to kwaliteit
expect new-case to jansen
expect new-case to regio
expect assigned to jansen
  sanne@post.example
on 2026-11-02 09:45
expect confirmation to sanne@post.example
# What the mother answers belongs to the case.
sanne@post.example answers confirmation:
  Dat is fijn.
expect parent-wrote to jansen
