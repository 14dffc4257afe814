-- Titles whose validity is over and that nobody has reviewed or ended: they still count.
--
-- title      Titles past their validity and not reviewed | 有效期已过未复核的称号
-- severity   warning
-- reads      recognitions

select
    recognition_no,
    holder,
    kind,
    recognised_on,
    ends_on
from recognitions
where ended_on is null
  and ends_on < $as_of
order by ends_on, recognition_no
