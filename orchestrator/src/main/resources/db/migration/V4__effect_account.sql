-- The PASS account an effect was begun with: only a new login of that same account ends a session that may still carry it out.
alter table effect add column compte text;
update effect e set compte = w.compte from work_item w where w.id = e.item_id and e.done_at is null;
