# One mail, two matters, two locations. Noor makes a case of its own for the second.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Twee dingen
  Bij Morel is het lokaal te koud. En bij De Messenmaker was de opvang van mijn oudste zonder bericht dicht.
expect receipt to ouder@post.example
expect new-case to kwaliteit
on 2026-11-02 14:00
kwaliteit answers new-case: [splitsen]
  De Messenmaker was dicht zonder bericht.
expect transcript to kwaliteit
  Zaak KLP-2026-0001 is gesplitst. De tweede zaak is KLP-2026-0002.
expect new-case to kwaliteit
  De Messenmaker was dicht zonder bericht.
  without Bij Morel is het lokaal te koud.
  maandag 9 november 2026
kwaliteit answers new-case: [locatie De Messenmaker] [toewijzen jansen]
expect transcript to kwaliteit
expect new-case to jansen
expect new-case to regio
# Joke reads what is for her, and not the rest.
expect assigned to jansen
  De Messenmaker was dicht zonder bericht.
  without Morel
case KLP-2026-0002 is assigned handler jansen due confirm 2026-11-09
case KLP-2026-0001 is new due confirm 2026-11-09
on 2026-11-02 14:15
expect confirmation to ouder@post.example
  KLP-2026-0002
