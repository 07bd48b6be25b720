-- A day's mails, and a bot's last success, found without reading every item.
create index work_item_arrival on work_item (bot, created_at);
create index work_item_success on work_item (bot, finished_at) where status = 'DONE';
