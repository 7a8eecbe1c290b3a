# The parent has another mail address. All later letters go there, so Anton is asked once more.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Luiers
  De luiers zijn steeds op.
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
bakker answers assigned: [melder]
  e-mail: sanne@nieuw.example
expect transcript to bakker
  Het adres is nog niet veranderd.
  Nu: ouder@post.example
  Nieuw: sanne@nieuw.example
  vrijdag 6 november 2026 om 09:00 uur
# Until then nothing has changed.
bakker answers assigned: [bericht]
  We zijn ermee bezig.
expect transcript to bakker
  ouder@post.example
on 2026-11-03 09:15
expect message to ouder@post.example

# The word alone does not do it, and neither does the link in somebody else's hands.
bakker answers assigned: [bevestig]
expect refused to bakker
  Bevestigen kan alleen met de link
on 2026-11-03 09:20
bakker answers assigned: [melder]
  e-mail: sanne@nieuw.example
expect transcript to bakker
bakker taps Ja, verander het adres in transcript
expect transcript to bakker
  Bevestigd.
# Once is enough.
on 2026-11-03 09:30
bakker answers assigned: [bericht]
  Dank voor het nieuwe adres.
expect transcript to bakker
  sanne@nieuw.example
on 2026-11-03 09:45
expect message to sanne@nieuw.example
case KLP-2026-0001 is confirmed handler bakker

# A link that was left lying for four days does nothing.
bakker answers assigned: [melder]
  e-mail: sanne@anders.example
expect transcript to bakker
on 2026-11-07 10:00
bakker taps Ja, verander het adres in transcript
expect refused to bakker
  Deze link werkte 72 uur.
