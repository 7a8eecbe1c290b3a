# The parent does not answer whether all is well. Silence is written down as silence, never as satisfied.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Eten
  Mijn kind krijgt te weinig fruit.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Morel] [toewijzen bakker]
expect transcript to kwaliteit
expect new-case to bakker
expect new-case to regio
expect assigned to bakker
on 2026-11-02 10:15
expect confirmation to ouder@post.example
on 2026-11-04 09:00
bakker answers assigned: [voorstel]
  Wij geven vanaf nu twee keer op een dag fruit.
expect transcript to bakker
bakker answers transcript: [oordeel gegrond]
  Er was inderdaad te weinig fruit.
expect transcript to bakker
on 2026-11-04 09:15
expect proposal to ouder@post.example
# Three days later is a Saturday. Parents read mail on Saturdays.
on 2026-11-07 08:01
expect satisfaction to ouder@post.example
  De afdeling Pedagogiek & Kwaliteit stelt deze vragen, niet Anton Bakker.
on 2026-11-09 09:00
kwaliteit answers transcript: [sluiten]
  Dank voor uw bericht.
expect refused to kwaliteit
  of de ouder tevreden is
on 2026-11-14 08:01
expect satisfaction-reminder to ouder@post.example
# An out-of-office is no answer.
ouder@post.example autoanswers satisfaction-reminder
expect nothing
# Two weeks after the question the silence is a fact, and the case can be closed.
on 2026-11-21 08:01
expect nothing
kwaliteit answers transcript: [stand]
expect transcript to kwaliteit
  Tevreden: geen antwoord
on 2026-11-23 09:00
kwaliteit answers transcript: [sluiten]
  Wij hoorden niets meer van u. Is het toch niet goed? Bel ons.
expect transcript to kwaliteit
on 2026-11-23 09:11
expect closing to ouder@post.example
case KLP-2026-0001 is closed kept statutory 2026-11-23
on 2027-01-15 09:00
expect nothing
