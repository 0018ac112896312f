//! Gives the Windows exe its icon, version and manifest; does nothing elsewhere.
//!
//! The resources need a resource compiler (`rc.exe` of the Windows SDK, or `windres` when cross-building).
//! Without one the program still builds and runs, only plainer: so that is a warning, not an error.

use std::env;

/// Sharp on every monitor, paths over 260 characters, UTF-8 in the C runtime and the ANSI functions, and
/// the system's current dialogs. No XML declaration: it would not come first, since the resource file
/// indents each line.
const MANIFEST: &str = r#"<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <assemblyIdentity type="win32" name="Lunxun" version="1.0.0.0"/>
  <dependency>
    <dependentAssembly>
      <assemblyIdentity type="win32" name="Microsoft.Windows.Common-Controls" version="6.0.0.0"
        processorArchitecture="*" publicKeyToken="6595b64144ccf1df" language="*"/>
    </dependentAssembly>
  </dependency>
  <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3">
    <security>
      <requestedPrivileges>
        <requestedExecutionLevel level="asInvoker" uiAccess="false"/>
      </requestedPrivileges>
    </security>
  </trustInfo>
  <compatibility xmlns="urn:schemas-microsoft-com:compatibility.v1">
    <application>
      <supportedOS Id="{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"/>
    </application>
  </compatibility>
  <application xmlns="urn:schemas-microsoft-com:asm.v3">
    <windowsSettings>
      <dpiAware xmlns="http://schemas.microsoft.com/SMI/2005/WindowsSettings">true/pm</dpiAware>
      <dpiAwareness xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">PerMonitorV2, PerMonitor</dpiAwareness>
      <longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>
      <activeCodePage xmlns="http://schemas.microsoft.com/SMI/2019/WindowsSettings">UTF-8</activeCodePage>
    </windowsSettings>
  </application>
</assembly>
"#;

/// Simplified Chinese (zh-CN), as Windows numbers languages.
const CHINESE: u16 = 0x0804;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=assets/app.ico");
    if env::var("CARGO_CFG_TARGET_OS").as_deref() != Ok("windows") {
        return;
    }
    let mut resource = winresource::WindowsResource::new();
    resource
        .set_icon("assets/app.ico")
        .set_language(CHINESE)
        .set("ProductName", "轮训")
        .set("FileDescription", "轮训：基层党员干部培训管理")
        .set("InternalName", "lunxun")
        .set("OriginalFilename", "lunxun.exe")
        .set("LegalCopyright", "MIT")
        .set_manifest(MANIFEST);
    if let Err(error) = resource.compile() {
        println!("cargo::warning=the exe gets no icon, version or manifest: {error}");
    }
}
