# Noor reads along and stops a letter of Anton. He hears of it: else he would wait for an answer that never comes.
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
bakker answers assigned: [voorstel] [maatregel +14d]
  Ouders brengen voortaan zelf luiers mee.
expect transcript to bakker
on 2026-11-03 09:03
kwaliteit answers new-case: [ongedaan]
expect transcript to kwaliteit
  Deze brief gaat niet weg: voorstel.
  Dit blijft staan
  Anton Bakker kreeg een mail dat dit is teruggenomen.
expect alert to bakker
  Noor de Wit heeft iets teruggenomen in zaak KLP-2026-0001.
  Deze brief gaat niet weg: voorstel. De ouder krijgt hem niet.
  without Ouders brengen
# The same mail once more does nothing: it is the phone that sent it twice.
kwaliteit answers new-case: [ongedaan]
expect refused to kwaliteit
  Dat is al teruggenomen.
# A new letter is another matter. She can stop that one as well.
on 2026-11-03 09:05
bakker answers assigned: [bericht]
  Breng zelf luiers mee.
expect transcript to bakker
kwaliteit answers new-case: [ongedaan]
expect transcript to kwaliteit
  Deze brief gaat niet weg: bericht.
expect alert to bakker
case KLP-2026-0001 is confirmed measures 1

# The case goes to Joke. What Anton wrote in it is hers now, and he cannot take it away.
on 2026-11-03 10:00
kwaliteit answers new-case: [toewijzen jansen]
expect transcript to kwaliteit
expect assigned to jansen
expect assigned to bakker
  De klacht over Morel is nu van Joke Jansen.
on 2026-11-03 10:15
expect confirmation to ouder@post.example
bakker writes: [KLP-2026-0001] [ongedaan 7 regel]
expect refused to bakker
case KLP-2026-0001 is confirmed handler jansen measures 1
# It turns out to be serious. The parent knows already who handles the case: that is no date for the director any more.
kwaliteit answers new-case: [ernstig]
expect transcript to kwaliteit
expect serious to directeur
  Nu staat Joke Jansen als behandelaar.
  without horen wie het is
expect serious to regio
on 2026-11-03 10:30
