package gorm_test

import (
	"testing"

	"github.com/synapscale/synapcheck/inspect/model/gorm"
)

// TestColumnNames are names that GORM itself gives.
func TestColumnNames(t *testing.T) {
	for field, want := range map[string]string{
		"ID": "id", "Id": "id", "UserID": "user_id", "UserId": "user_id", "UserIDs": "user_ids",
		"HTTPServer": "http_server", "OAuth2Token": "o_auth2_token", "IPAddress": "ip_address", "IPs": "ips",
		"URLPath": "url_path", "MyURL": "my_url", "CallbackURLs": "callback_urls", "APIKey": "api_key", "UUID": "uuid",
		"CreatedAt": "created_at", "TOTPSecret": "totp_secret", "X509Cert": "x509_cert", "Sha256Sum": "sha256_sum",
		"A1B2": "a1_b2", "HTMLBody": "html_body", "Name2": "name2", "Field_Name": "field_name", "UTF8Text": "utf8_text",
		"SMTPHost": "smtp_host", "CPUCores": "cpu_cores", "GRPCAddr": "g_rpc_addr", "A": "a", "AB1Cd": "ab1_cd", "ABCd": "ab_cd", "": "", "x": "x",
	} {
		if got := (gorm.Naming{}).ColumnName(field); got != want {
			t.Errorf("%s: want %s, have %s", field, want, got)
		}
	}
}

func TestTableNames(t *testing.T) {
	for name, want := range map[string]string{
		"User": "users", "UserInfo": "user_infos", "Category": "categories", "Person": "people", "Status": "statuses",
		"Address": "addresses", "APIKey": "api_keys", "Datum": "data", "Sheep": "sheep", "OAuth2Client": "o_auth2_clients",
		"Company": "companies", "Box": "boxes", "Bus": "buses", "Index": "indices", "Data": "data", "Media": "media",
		"News": "news", "Movie": "movies", "Alias": "aliases", "Analysis": "analyses", "Criteria": "criteria",
		"UserStatus": "user_statuses", "Process": "processes", "Hero": "heros", "Leaf": "leafs", "Staff": "staffs",
		"Child": "children", "HTTPLog": "http_logs",
	} {
		if got := (gorm.Naming{}).TableName(name); got != want {
			t.Errorf("%s: want %s, have %s", name, want, got)
		}
	}
	if got := (gorm.Naming{TablePrefix: "t_", SingularTable: true}).TableName("UserStatus"); got != "t_user_status" {
		t.Errorf("a prefix and the singular give %s", got)
	}
}
