-- When somebody last signed in with their password; null: not since this is kept.
alter table app_user add column last_sign_in_at timestamp with time zone;
