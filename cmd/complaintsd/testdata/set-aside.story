# Set aside by mistake. Noor takes a mail for a question and ends it as no complaint, without a letter. The parent, who
# has read nothing since the receipt, writes again. Noor opens the case: the parent reads who handles it, and not that
# anything was opened again, for nobody ever said that it was closed.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Ophalen
  Er stond vrijdag niemand bij het hek toen ik mijn dochter kwam halen.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [geen-klacht]
expect transcript to kwaliteit
case KLP-2026-0001 is not-a-complaint
on 2026-11-04 09:00
ouder@post.example answers receipt:
  Wanneer hoor ik iets? Zij stond daar een kwartier alleen.
expect parent-wrote to kwaliteit
on 2026-11-04 09:30
kwaliteit answers parent-wrote: [heropenen]
expect transcript to kwaliteit
  De zaak is weer open. De ouder wist niet dat de zaak dicht was
kwaliteit answers transcript: [locatie Morel] [toewijzen bakker]
expect transcript to kwaliteit
expect new-case to bakker
expect new-case to regio
expect assigned to bakker
on 2026-11-04 09:41
expect confirmation to ouder@post.example
  without heropend
  without geopend
case KLP-2026-0001 is confirmed handler bakker due confirm 2026-11-09
