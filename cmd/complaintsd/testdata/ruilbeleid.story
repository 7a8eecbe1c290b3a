# The complaint about Morel in the yearly report of 2022: the exchange of days is abolished. The director speaks
# with the parent, the parent also goes elsewhere, and nobody agrees in the end. The procedure ends all the same,
# in writing and on time.
no digests
on 2026-11-02 20:14
m.visser@ouders.example writes: Ruilbeleid vanaf 1 januari
  Goedenavond,

  Vanaf 1 januari verdwijnt het ruilbeleid. Wij verliezen daardoor dagen en betalen meer. Ik vind dat ouders
  aan het kortste eind trekken.

  M. Visser
expect receipt to m.visser@ouders.example
  maandag 9 november 2026
expect new-case to kwaliteit
  Is het iets anders?

# It is a decision of the board, so that the director answers and not the manager of the location.
on 2026-11-03 09:05
kwaliteit answers new-case: [locatie Morel] [categorie contract] [toewijzen directeur]
  Hanna, dit gaat over beleid. Wil jij bellen?
expect transcript to kwaliteit
expect new-case to bakker
  aan het kortste eind
expect new-case to regio
expect assigned to directeur
  Hanna, dit gaat over beleid. Wil jij bellen?
  aan het kortste eind
on 2026-11-03 09:20
expect confirmation to m.visser@ouders.example
  Hanna Vos
  over Morel
case KLP-2026-0001 is confirmed handler directeur kept confirm 2026-11-03

# What was said on the telephone is a note: the parent does not read it.
on 2026-11-10 16:30
directeur answers assigned: [notitie]
  Een half uur gebeld. Mevrouw vraagt ook het College voor de Rechten van de Mens om een oordeel.
expect transcript to directeur

on 2026-11-16 08:01
expect reminder to directeur
directeur answers reminder: [voorstel]
  Beste mevrouw Visser, het ruilbeleid stopt op 1 januari. Dagen die u voor die datum opspaarde, mag u nog tot
  1 juli opnemen.
expect transcript to directeur
on 2026-11-16 08:15
expect proposal to m.visser@ouders.example
  nog tot 1 juli opnemen
case KLP-2026-0001 is proposed kept propose 2026-11-16

on 2026-11-19 08:01
expect satisfaction to m.visser@ouders.example
# An answer in the parent's own words. The program does not guess what it means: the department reads it and
# records it.
on 2026-11-21 10:00
m.visser@ouders.example answers satisfaction:
  Het gesprek was goed, maar ik ben het er niet mee eens. Ik wacht op het College.
expect parent-wrote to kwaliteit
  Ik wacht op het College
kwaliteit answers parent-wrote: [tevreden nee ja]
expect transcript to kwaliteit
  Tevreden over de oplossing: nee; over hoe het ging: ja

on 2026-11-23 11:00
directeur answers transcript: [oordeel ongegrond]
  Wij mogen het ruilbeleid stoppen. Dat staat in de voorwaarden die bij uw contract horen.
expect transcript to directeur
# The director judges; the department closes.
directeur answers assigned: [sluiten]
expect refused to directeur
kwaliteit answers transcript: [sluiten]
  U wacht nog op het College. Wilt u daarna weer contact, dan staan wij klaar.
expect transcript to kwaliteit
on 2026-11-23 11:15
expect closing to m.visser@ouders.example
  is ongegrond
  in de voorwaarden die bij uw contract horen
  Klachtenloket Kinderopvang
  2 november 2027
case KLP-2026-0001 is closed kept statutory 2026-11-23
on 2027-03-01 09:00
expect nothing
