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
# The old address hears that it is no longer used, and nothing else: whoever stole the mother's name does not go unseen.
expect address-changed to ouder@post.example
  Bij nummer KLP-2026-0001 staat vanaf vandaag een ander mailadres.
  Bel ons dan snel: 040-5550100.
  without sanne@nieuw.example
  without Luiers
  without Anton
# Once is enough.
on 2026-11-03 09:30
bakker answers assigned: [bericht]
  Dank voor het nieuwe adres.
expect transcript to bakker
  sanne@nieuw.example
on 2026-11-03 09:45
expect message to sanne@nieuw.example
case KLP-2026-0001 is confirmed handler bakker

# A letter with a file waits when the address turns out to be wrong after all. It goes to the right one, with its file. The
# wrong address was a stranger's and gets nothing.
on 2026-11-04 09:00
bakker answers assigned: [bericht]
  Hier is het rooster.
  file rooster.pdf
expect transcript to bakker
  sanne@nieuw.example
bakker answers assigned: [melder]
  e-mail: s.peeters@nieuw.example
expect transcript to bakker
  Naar het oude adres gaat geen bericht
  without Was het oude adres van een ander?
bakker taps Ja, verander het adres in transcript
expect transcript to bakker
  Deze brief wordt opnieuw gemaakt: bericht.
  Bijlagen: rooster.pdf
on 2026-11-04 09:30
expect message to s.peeters@nieuw.example
  Hier is het rooster.
  file rooster.pdf

# Once more, by the button that tells the old address nothing.
s.peeters@nieuw.example answers message:
  Dank!
expect parent-wrote to bakker
bakker answers assigned: [melder]
  e-mail: sanne@thuis.example
expect transcript to bakker
  Was het oude adres van een ander?
bakker taps Ja, verander het adres, en schrijf niet naar het oude adres in transcript
expect transcript to bakker

# A link that was left lying for four days does nothing.
bakker answers assigned: [melder]
  e-mail: sanne@anders.example
expect transcript to bakker
on 2026-11-07 10:00
bakker taps Ja, verander het adres in transcript
expect refused to bakker
  Deze link werkte 72 uur.
