-- A few rows for each table of schema.sql, nulls included wherever they are allowed.

insert into users (id, email, username, hashed_password, full_name, bio, is_active, is_verified, role,
                   status, metadata, last_login_at, login_count, failed_login_attempts, locked_until, preferences,
                   timezone, language, avatar_url, two_factor_enabled, two_factor_secret, backup_codes, created_at)
values
    ('0b7f1c52-6f0e-4c7e-9d5e-3a3c6a3f0001', 'ines.duarte@example.com', 'ines',
     '$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA', 'Inês Duarte', 'Runs the platform team.', true, true, 'owner',
     'active', '{"source": "invite"}', '2025-06-03 08:41:09+00', 412, 0, null,
     '{"theme": "dark", "digest": "weekly"}', 'Europe/Lisbon', 'pt', 'https://cdn.example.com/a/ines.png', true,
     'sealed:JBSWY3DPEHPK3PXP', '["8842-1190", "5521-0973"]', '2024-01-15 10:00:00+00'),
    ('0b7f1c52-6f0e-4c7e-9d5e-3a3c6a3f0002', 'sam.okoro@example.com', 'sam',
     '$argon2id$v=19$m=65536,t=3,p=4$c2FsdB$aGFzaB', 'Sam Okoro', null, true, true, 'member',
     'active', '{}', '2025-06-02 17:20:00+00', 36, 2, null,
     '{}', 'UTC', 'en', null, false, null, '[]', '2024-09-02 07:30:00+00'),
    ('0b7f1c52-6f0e-4c7e-9d5e-3a3c6a3f0003', 'old.account@example.com', 'old-account',
     '$argon2id$v=19$m=65536,t=3,p=4$c2FsdC$aGFzaC', null, null, false, false, 'viewer',
     null, '{}', null, 0, 5, '2025-07-01 00:00:00+00',
     '{}', null, null, null, false, null, '[]', '2024-02-20 12:00:00+00');

insert into workspaces (id, owner_id, name, slug, description, visibility, member_limit, storage_used_bytes, archived_at,
                        settings, metadata, status, billing_plan, usage_limits, features_enabled, created_at)
values
    ('3d1a54f0-08a4-4f43-9d0e-52a5f7a90001', '0b7f1c52-6f0e-4c7e-9d5e-3a3c6a3f0001', 'Platform', 'platform',
     'Shared automation.', 'team', 25, 7340032000, null, '{"default_model": "large"}', '{}', 'active', 'business',
     '{"runs_per_day": 5000}', '{"vision": true}', '2024-01-15 10:05:00+00'),
    ('3d1a54f0-08a4-4f43-9d0e-52a5f7a90002', '0b7f1c52-6f0e-4c7e-9d5e-3a3c6a3f0002', 'Sandbox', 'sam-sandbox',
     null, 'private', 5, 0, '2025-03-01 00:00:00+00', '{}', '{}', null, null, '{}', '{}', '2024-09-02 07:31:00+00');

insert into workflows (id, workspace_id, created_by, name, description, definition, is_public, priority, run_count,
                       last_run_at, last_run_ms, metadata, status, version, execution_timeout, retry_policy, created_at)
values
    ('7a0c9be2-1f55-4b7c-8f3f-9b1c2d3e0001', '3d1a54f0-08a4-4f43-9d0e-52a5f7a90001',
     '0b7f1c52-6f0e-4c7e-9d5e-3a3c6a3f0001', 'Triage incoming mail', 'Labels and routes support mail.',
     '{"nodes": [{"id": "in", "type": "mail"}, {"id": "out", "type": "queue"}], "edges": [["in", "out"]]}',
     false, 10, 5000000123, '2025-06-03 09:00:00+00', 842, '{"team": "support"}', 'published', 7, 900,
     '{"attempts": 3, "backoff": "exponential"}', '2024-03-10 09:00:00+00'),
    ('7a0c9be2-1f55-4b7c-8f3f-9b1c2d3e0002', '3d1a54f0-08a4-4f43-9d0e-52a5f7a90002',
     null, 'Untitled', null, '{"nodes": [], "edges": []}',
     false, 0, 0, null, null, '{}', null, 1, 3600, '{}', '2024-09-03 19:12:00+00');

insert into agents (id, workspace_id, workflow_id, name, kind, model, system_prompt, temperature, max_tokens,
                    context_window, tools, cost_per_run, last_seen_at, metadata, status, capabilities, settings,
                    performance_metrics, created_at)
values
    ('c5b7e0d4-9a3e-4b0a-a2d1-6e7f8a9b0001', '3d1a54f0-08a4-4f43-9d0e-52a5f7a90001',
     '7a0c9be2-1f55-4b7c-8f3f-9b1c2d3e0001', 'Mail sorter', 'router', 'small-2', 'Answer with one label.', 0, 64,
     8192, '["labels"]', 0.000420, '2025-06-03 09:00:01+00', '{}', 'active', '{"streaming": false}', '{}',
     '{"p95_ms": 640}', '2024-03-10 09:02:00+00'),
    ('c5b7e0d4-9a3e-4b0a-a2d1-6e7f8a9b0002', '3d1a54f0-08a4-4f43-9d0e-52a5f7a90002',
     null, 'Scratch', 'assistant', 'large-1', null, 0.7, 4096,
     null, '[]', 0, null, '{}', null, '{}', '{}', '{}', '2024-09-03 19:15:00+00');

insert into files (id, workspace_id, uploaded_by, agent_id, name, storage_key, mime_type, size_bytes, tags, is_public,
                   expires_at, deleted_at, metadata, status, checksum, encryption_key, access_permissions, created_at)
values
    ('e9f0a1b2-c3d4-4e5f-8a6b-7c8d9e0f0001', '3d1a54f0-08a4-4f43-9d0e-52a5f7a90001',
     '0b7f1c52-6f0e-4c7e-9d5e-3a3c6a3f0001', null, 'Q2 report.PDF', 'platform/2025/06/q2.pdf', 'application/pdf',
     5368709120, array['finance', 'q2'], false, null, null, '{"pages": 48}', 'active',
     'sha256:9f2c41d07be83a55', 'tenant/platform/1', '{"read": ["team"]}', '2025-06-01 15:00:00+00'),
    ('e9f0a1b2-c3d4-4e5f-8a6b-7c8d9e0f0002', '3d1a54f0-08a4-4f43-9d0e-52a5f7a90001',
     null, 'c5b7e0d4-9a3e-4b0a-a2d1-6e7f8a9b0001', 'labels', 'platform/tmp/labels', 'application/octet-stream',
     0, '{}', false, '2025-07-01 00:00:00+00', '2025-06-15 00:00:00+00', '{}', null,
     null, null, '{}', '2025-06-02 11:00:00+00');
