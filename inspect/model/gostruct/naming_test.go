package gostruct

import "testing"

// TestSnake are names that scany gives.
func TestSnake(t *testing.T) {
	for field, want := range map[string]string{
		"ID": "id", "UserID": "user_id", "UserIDs": "user_i_ds", "HTTPServer": "http_server", "OAuth2Token": "o_auth2_token",
		"IPAddress": "ip_address", "IPs": "i_ps", "MyURL": "my_url", "CallbackURLs": "callback_ur_ls", "APIKey": "api_key",
		"CreatedAt": "created_at", "X509Cert": "x509_cert", "Sha256Sum": "sha256_sum", "A1B2": "a1_b2", "Name2": "name2",
		"Field_Name": "field__name", "UTF8Text": "utf8_text", "GRPCAddr": "grpc_addr", "UUID": "uuid", "HTMLBody": "html_body",
		"Id": "id", "UserId": "user_id", "URLPath": "url_path", "TOTPSecret": "totp_secret", "SMTPHost": "smtp_host", "CPUCores": "cpu_cores",
	} {
		if got := snake(field); got != want {
			t.Errorf("%s: want %s, have %s", field, want, got)
		}
	}
}
