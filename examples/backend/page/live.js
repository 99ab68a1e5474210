// The page.
document.title = "Projects";
