-- Names are limited in code points; H2 counts UTF-16 units, of which an emoji takes two.
alter table team alter column name set data type varchar(120);
alter table app_user alter column display_name set data type varchar(200);
