# The wrong person. A parent writes about "Bakker", and Noor thinks of Anton, who manages Morel. It turns out to be a
# child-minder with the same name. A mark that keeps a case from somebody is taken back by the registrar or the director
# alone, and never by one of them without the other hearing of it.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Klacht over Bakker
  Bakker schreeuwt tegen de kinderen op Morel.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Morel] [vertrouwelijk bakker]
expect transcript to kwaliteit
  Anton Bakker leest niets over deze zaak.
expect new-case to regio
# At once: with the word for it. Anton never knew, and hears nothing now either; the director hears who was let in.
on 2026-11-02 10:20
kwaliteit answers transcript: [ongedaan]
expect transcript to kwaliteit
  Anton Bakker mag weer over deze zaak lezen.
  Locatie is weer: nog niet bekend.
expect new-case to regio
  De zaak gaat niet over een locatie van jou.
expect alert to directeur
  Noor de Wit heeft iets teruggenomen in zaak KLP-2026-0001.
  Anton Bakker mag weer over deze zaak lezen.
case KLP-2026-0001 is new

# Two days later, when more was done since: with nee.
on 2026-11-02 11:00
kwaliteit answers new-case: [locatie Morel] [vertrouwelijk bakker]
expect transcript to kwaliteit
expect new-case to regio
on 2026-11-02 11:05
kwaliteit answers new-case: [toewijzen regio]
expect transcript to kwaliteit
expect assigned to regio
on 2026-11-02 11:30
expect confirmation to ouder@post.example
on 2026-11-04 10:00
# Petra, who handles the case, may not; nor may Anton, who does not even read that there is a case.
regio answers assigned: [vertrouwelijk bakker nee]
expect refused to regio
  Dit mag jij niet doen. Vraag het aan de afdeling die de klachten bewaakt.
bakker writes: [KLP-2026-0001] [vertrouwelijk bakker nee]
expect refused to bakker
  Bij dit kenmerk is geen zaak die jij kunt zien.
  Verbeter de mail zelf: [KENMERK] [vertrouwelijk bakker nee]
directeur writes: [KLP-2026-0001] [vertrouwelijk bakker nee]
expect transcript to directeur
  Anton Bakker mag weer over deze zaak lezen.
expect alert to kwaliteit
  Hanna Vos heeft iets teruggenomen
on 2026-11-04 10:10
kwaliteit writes: [KLP-2026-0001] [toewijzen bakker]
expect transcript to kwaliteit
expect assigned to bakker
expect assigned to regio
  De klacht over Morel is nu van Anton Bakker.
on 2026-11-04 10:30
expect confirmation to ouder@post.example
  Anton Bakker
