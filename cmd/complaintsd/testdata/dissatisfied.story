# The parent is not satisfied: the department hears it, with what it can do, and the handler is left out of it.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Ruilen
  Ruilen van dagen lukt nooit.
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
  U kunt voortaan twee keer in een maand ruilen.
expect transcript to bakker
on 2026-11-04 09:15
expect proposal to ouder@post.example
on 2026-11-07 08:01
expect satisfaction to ouder@post.example
ouder@post.example answers satisfaction: [tevreden nee ja]
expect parent-wrote to kwaliteit
  Tevreden over de oplossing: nee; over hoe het ging: ja.
  De ouder is niet tevreden. Wat kies je?
  Doe een ander voorstel [voorstel]
  Wijs de ouder de weg naar buiten [bericht]
kwaliteit answers parent-wrote: [voorstel]
  U kunt voortaan vier keer in een maand ruilen.
expect transcript to kwaliteit
on 2026-11-07 10:00
expect proposal to ouder@post.example
