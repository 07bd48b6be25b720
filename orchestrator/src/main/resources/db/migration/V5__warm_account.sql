-- The PASS account an agent used last: its browser is still logged in, whichever orchestrator it asks next.
alter table agent add column compte text;
